"""What is done with members: joining, finding, showing, changing, merging, cards, consents, leaving, erasing."""
