"""Long work in its own process: exports wait in the database, a worker makes them one by one."""
