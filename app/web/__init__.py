"""HTTP plumbing that knows no word of the field: access, forged requests, headers, errors, languages."""
