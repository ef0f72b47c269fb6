"""Opening what is not trusted: paths, sizes, archives, URLs and regular expressions."""
