"""Work outside the request: the port that wakes the worker, and the rows of long-running jobs."""
