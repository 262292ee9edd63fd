"""A worker in deadlock asks the support cell for support; only a copy without what tells who leaves."""
