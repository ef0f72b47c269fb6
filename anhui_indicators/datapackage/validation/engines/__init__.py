"""Tables checked where they are: by an engine that takes SQL, with the verdict of the library."""
