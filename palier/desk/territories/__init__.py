"""The territories: three lists and the communes, drawn, with what one's company has where."""
