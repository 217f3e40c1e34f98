"""Mail templates that providers write: a closed document of text and variable chips, never a template language."""
