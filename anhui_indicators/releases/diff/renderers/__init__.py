"""A difference in the forms that people and programs read, one module a form; each has `render`."""
