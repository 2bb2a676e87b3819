"""Single answers: behind a criterion, store by store, and every one of them to take along."""
