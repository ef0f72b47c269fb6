"""What has been published: releases, and the catalogue that lists them."""
