"""The demo network: a real case in readable files, loaded through the services that people use."""
