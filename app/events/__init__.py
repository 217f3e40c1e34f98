"""What happened: the audit log, and the notices that let open screens follow without a reload."""
