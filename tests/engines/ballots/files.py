"""A table and a .blt file that hold all they may hold, and how a test writes one down."""

TABLE = "ballot,Anna,Bilal,Chen\n1,1,0,1\n2,1,1,0\n3,,1,1\n4,1,1,1\n5,0,0,0\n"
BLT = """\ufeff4 2  # four candidates
-2
3 1 2 4 0
(b4) 2 4 0
1 3 - 1 0
1 3=4 1 0
1 0
1 2 0
1 2 3
  1 0
0
"Anna"
"Bilal \\"Bill\\" B."
"Chen"
"Dries"
"A title"
"""


def written(folder, text, name="x.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
