"""XLSForm, the spreadsheet in which most survey programmes keep their forms: checklists go out, forms come in."""
