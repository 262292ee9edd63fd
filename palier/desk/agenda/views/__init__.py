"""The pages of a worker's hours: parse, one domain call, render. Nothing here decides who may."""
