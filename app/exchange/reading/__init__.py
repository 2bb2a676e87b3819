"""Files of other programmes read into headings, prose, lists and tables, whatever their kind; nothing harmful is opened."""
