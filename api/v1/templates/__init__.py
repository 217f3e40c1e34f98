"""Templates over HTTP: keeping them, previewing them, trying them out."""
