"""Code 95: hours per day and kind, and what must be reported in TOP internet before which moment for them to count."""
