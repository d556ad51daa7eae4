"""Speed and accuracy, measured in the same run; results as JSON in `results/`."""
