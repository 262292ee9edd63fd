"""A day small enough to be worked out by hand."""

from palier.engines.rounds import Agent, Break, Day, Travel, Visit

# Walking a hundred metres a minute: office-tower 5 minutes, tower-garden 5, garden-office 8. Riding twice as fast.
PLACES = {"office": (0.0, 0.0), "tower": (300.0, 400.0), "garden": (0.0, 800.0), "unused": (9.0, 9.0)}
TRAVEL = {"walk": Travel(metres_per_minute=100.0), "ride": Travel(metres_per_minute=200.0)}
GARDEN, OFFICE, TOWER = 0, 1, 2  # by name
ANNA = Agent("anna", "walk", "office", "office", (600, 720), (Break(15, (640, 660)),))
BILAL = Agent("bilal", "ride", "office", "office", (625, 700))
CHLOE = Agent("chloe", "walk", "office", "office", (600, 720), (Break(10, (600, 700)),))
DORA = Agent("dora", "walk", "office", "office", (600, 720), done=("w",), free_from=650)
VISITS = (
    Visit("a", "tower", 10, (615, 640)),
    Visit("b", "garden", 20, promised=(665, 680)),
    Visit("c", "tower", 5),
    Visit("d", "garden", 5, promised=(685, 700)),
    Visit("t", "tower", 5, together=True),
    Visit("w", "garden", 5),
    Visit("z", "office", 500, urgency=2, optional=True),
)
DAY = Day(PLACES, (DORA, CHLOE, BILAL, ANNA), VISITS, TRAVEL)
AC, BD, T, Z = range(4)  # the jobs: a and c are done together, so are b and d
LINES = ((AC, T, -1, BD), (T,), (-1,), ())
