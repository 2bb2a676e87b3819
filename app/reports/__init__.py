"""Reports: PDF files made by the worker."""
