"""What generated pages and article pages show: lists with pagination, navigation, cards, home."""
