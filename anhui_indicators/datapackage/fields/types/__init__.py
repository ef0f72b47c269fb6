"""One module a type of Table Schema; `registry` lists them."""
