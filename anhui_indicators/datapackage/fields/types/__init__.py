"""One module a type of Table Schema, each with its `TYPE`; `registry` lists them."""
