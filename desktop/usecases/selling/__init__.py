"""What happens at the counter: price, checkout, take back, shifts, the day, parked baskets, what is printed."""
