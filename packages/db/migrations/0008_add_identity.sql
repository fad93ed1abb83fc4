ALTER TABLE `sessions` ADD `identified_as` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `sessions` ADD `is_identified` boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `widget_configs` ADD `identity_secret` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;