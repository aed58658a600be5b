"""A county's folder as a whole: made for any county, and brought from an older version's shape to the present one."""
