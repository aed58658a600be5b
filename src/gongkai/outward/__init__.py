"""Every address of another site that the county's data and pages name, and what answers there."""
