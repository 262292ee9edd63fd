"""The pages of keeping a home: parse, one call, render."""
