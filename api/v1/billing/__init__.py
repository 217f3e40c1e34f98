"""What the provider pays, over HTTP: the running month, invoices, the billing address, and wishes for modules."""
