CREATE TABLE `commit_barrier` (
	`id` tinyint NOT NULL,
	`passed` bigint NOT NULL,
	CONSTRAINT `commit_barrier_id` PRIMARY KEY(`id`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
--> statement-breakpoint
INSERT INTO `commit_barrier` (`id`, `passed`) VALUES (1, 0);
