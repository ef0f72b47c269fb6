"""Where releases are published: a folder, or the bucket of an object store."""
