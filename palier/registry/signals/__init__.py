"""What one service must tell another: an origin, a recipient, a place, a theme and the least text needed."""
