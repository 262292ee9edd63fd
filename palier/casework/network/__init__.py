"""The network of a file: who counts around a household, and which services have a part, inside and outside."""
