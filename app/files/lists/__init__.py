"""Lists that people send in, as spreadsheets or text, and lists that the portal gives out; whatever is in them."""
