"""Organisations, their services and places, and the people who hold a post in them."""
