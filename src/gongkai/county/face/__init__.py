"""A county's own face: emblem, colours, links, footer, its own style and the portal's own top and bottom, checked."""
