"""The pages of a social file: parse, one domain call, render. Nothing here decides who may."""
