"""The standards document: what good service is, clause by clause, in published versions."""
