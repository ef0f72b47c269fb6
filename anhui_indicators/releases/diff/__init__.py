"""What differs between two packages, and which version that demands."""
