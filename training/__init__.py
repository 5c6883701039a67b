"""What made the shipped models: data, training, export, measurement. Not imported by `audit`."""
