"""The demo shop: eighteen months of a Persian shoe and bag shop, made by the product's own rules and facts."""
