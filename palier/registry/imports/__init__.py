"""What the importers of the register share: a file’s map, its rows read with reasons, one report, set-based writing."""
