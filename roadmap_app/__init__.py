"""The roadmap application: pages, services, jobs and the command line."""
