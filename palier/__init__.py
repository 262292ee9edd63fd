"""Palier, the working tool of social action in public social housing.

Read ARCHITECTURE.md first: the folders are wings, and a wing looks only down.
"""
