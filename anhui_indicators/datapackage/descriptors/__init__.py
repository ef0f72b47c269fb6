"""What descriptors say, version 1 and 2 alike: packages, resources, dialects and schemas."""
