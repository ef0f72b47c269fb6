"""Tables as typed columns of Arrow: what each value of a file is by its field, or why it is not."""
