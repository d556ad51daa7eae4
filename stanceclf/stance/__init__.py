"""Claims that are given to stances: features, classifier, calibration, condition spans."""
