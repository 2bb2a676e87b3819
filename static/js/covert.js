// Read before anything is drawn: the form of a mystery visit is hidden from its first picture on, where there is a script
// that can open it.
document.documentElement.dataset.covert = 'closed';
