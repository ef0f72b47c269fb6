"""Opening what nobody vouches for: paths, sizes, archives, addresses and regular expressions."""
