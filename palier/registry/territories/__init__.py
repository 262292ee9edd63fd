"""Where the areas of the three lists and the communes lie, and what each says of the others."""
