"""Who publishes: the portal, its agencies, the addresses of its pages and where old ones lead."""
