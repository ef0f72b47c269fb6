"""Reports in the forms that services read, one module a form; each has a function `render`."""
