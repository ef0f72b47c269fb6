"""Data packages on disk: the descriptor, and tables read after their size and hash are checked."""
